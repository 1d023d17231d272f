import type { HttpApp } from '../../platform/http/index.ts'
import { requireMember } from './contribution-dependencies.ts'
import type { ContributionDependencies } from './contribution-dependencies.ts'
import { getContribution } from './find-contribution.ts'
import { access } from './policy.ts'
import { presentDetail } from './present-contribution.ts'
import * as schemas from './schemas.ts'
import { giveAgain, giveRowAgain, takeBack, takeBackRow } from './take-back.ts'

const tags = ['Contributions']
const config = access.contribute
const response = { 200: schemas.ContributionDetail }

/** Taking back, whole or row by row, and undoing it until an edition was built without. */
export function takeBackRoutes(app: HttpApp, dependencies: ContributionDependencies): void {
  const { db } = dependencies
  const show = async (asked: { account: string; id: string }) => presentDetail(db, await getContribution(db, asked))
  app.post(
    '/v1/contributions/:id/take-back',
    {
      config,
      schema: {
        tags,
        summary: 'Take a contribution back',
        description: 'What is shown on its word alone is hidden at once; the next edition is built without it.',
        params: schemas.ById,
        response,
      },
    },
    async (request) => {
      const asked = { ...requireMember(request), ...request.params }
      await takeBack(dependencies, asked)
      return show(asked)
    },
  )
  app.delete(
    '/v1/contributions/:id/take-back',
    {
      config,
      schema: { tags, summary: 'Undo that, until the next edition is built', params: schemas.ById, response },
    },
    async (request) => {
      const asked = { ...requireMember(request), ...request.params }
      await giveAgain(dependencies, asked)
      return show(asked)
    },
  )
  app.post(
    '/v1/contributions/:id/rows/:row/take-back',
    { config, schema: { tags, summary: 'Take one row back', params: schemas.ByRow, response } },
    async (request) => {
      const asked = { ...requireMember(request), ...request.params }
      await takeBackRow(dependencies, asked)
      return show(asked)
    },
  )
  app.delete(
    '/v1/contributions/:id/rows/:row/take-back',
    {
      config,
      schema: { tags, summary: 'Undo that, until the next edition is built', params: schemas.ByRow, response },
    },
    async (request) => {
      const asked = { ...requireMember(request), ...request.params }
      await giveRowAgain(dependencies, asked)
      return show(asked)
    },
  )
}

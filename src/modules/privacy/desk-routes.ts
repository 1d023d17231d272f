import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { readMailAddress } from '../../platform/mail/index.ts'
import { actorOf } from '../audit/index.ts'
import { carryOutDeletion } from './carry-out-deletion.ts'
import { decideCorrection } from './decide-correction.ts'
import { getRequest } from './find-request.ts'
import { countRequests, listRequests } from './list-requests.ts'
import { access } from './policy.ts'
import { presentDetail, presentRequest } from './present-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import * as schemas from './schemas.ts'
import { takeCall } from './take-call.ts'
import {
  answerRequest,
  closeRequest,
  extendRequest,
  noteRequest,
  pauseRequest,
  resumeRequest,
  takeRequest,
} from './work-on-request.ts'
import type { Desk } from './work-on-request.ts'

const tags = ['Requests']
const config = access.desk
const detail = { 200: schemas.RequestDetail }
const params = schemas.ByNumber

/** The desk where support and the privacy officer work on requests, by the day they are due. */
export function deskRoutes(app: HttpApp, dependencies: PrivacyDependencies): void {
  lookRoutes(app, dependencies)
  stepRoutes(app, dependencies)
  clockRoutes(app, dependencies)
  endRoutes(app, dependencies)
}

function lookRoutes(app: HttpApp, dependencies: PrivacyDependencies): void {
  const { db, clock } = dependencies
  app.get(
    '/v1/requests',
    {
      config,
      schema: {
        tags,
        summary: 'Requests of listed people, the most urgent first',
        querystring: schemas.RequestsQuery,
        response: { 200: schemas.RequestsPage },
      },
    },
    async (request) => {
      const me = ownerOf(request)
      const [{ rows, next }, counts] = await Promise.all([
        listRequests(db, { query: request.query, me, clock }),
        countRequests(db, { me, clock }),
      ])
      return { counts, items: rows.map((row) => presentRequest(row, { me, now: clock.now() })), next }
    },
  )
  app.get(
    '/v1/requests/:number',
    { config, schema: { tags, summary: 'One request with its papers and its evidence', params, response: detail } },
    (request) => show(request, request.params.number, dependencies),
  )
  app.post(
    '/v1/requests',
    {
      config,
      schema: {
        tags,
        summary: 'Write down a request made by telephone',
        body: schemas.NewRequest,
        response: { 201: schemas.RequestDetail },
      },
    },
    async (request, reply) => {
      const { email } = request.body
      if (email !== undefined && !readMailAddress(email)) {
        const wrong = 'This does not look like an e-mail address.'
        throw new AppError('bad_input', wrong, { errors: [{ pointer: '/email', detail: wrong }] })
      }
      const number = await takeCall(dependencies, { ...request.body, actor: actorOf(request) })
      return reply.status(201).send(await show(request, number, dependencies))
    },
  )
}

function stepRoutes(app: HttpApp, dependencies: PrivacyDependencies): void {
  app.post(
    '/v1/requests/:number/take',
    { config, schema: { tags, summary: 'Take a request', params, body: schemas.Take, response: detail } },
    async (request) => {
      await takeRequest(dependencies, { ...deskOf(request), over: request.body.over })
      return show(request, request.params.number, dependencies)
    },
  )
  app.post(
    '/v1/requests/:number/notes',
    { config, schema: { tags, summary: 'Add a note for colleagues', params, body: schemas.Note, response: detail } },
    async (request) => {
      await noteRequest(dependencies, { ...deskOf(request), text: request.body.text })
      return show(request, request.params.number, dependencies)
    },
  )
  app.post(
    '/v1/requests/:number/answer',
    { config, schema: { tags, summary: 'Answer by letter', params, body: schemas.Answer, response: detail } },
    async (request) => {
      await answerRequest(dependencies, { ...deskOf(request), ...request.body })
      return show(request, request.params.number, dependencies)
    },
  )
}

function clockRoutes(app: HttpApp, dependencies: PrivacyDependencies): void {
  app.post(
    '/v1/requests/:number/pause',
    {
      config,
      schema: {
        tags,
        summary: 'Ask the person something; the clock stands',
        params,
        body: schemas.Reason,
        response: detail,
      },
    },
    async (request) => {
      await pauseRequest(dependencies, { ...deskOf(request), text: request.body.text })
      return show(request, request.params.number, dependencies)
    },
  )
  app.post(
    '/v1/requests/:number/resume',
    { config, schema: { tags, summary: 'Let the clock run again', params, response: detail } },
    async (request) => {
      await resumeRequest(dependencies, deskOf(request))
      return show(request, request.params.number, dependencies)
    },
  )
  app.post(
    '/v1/requests/:number/extend',
    {
      config,
      schema: { tags, summary: 'Take the extension of the law, once', params, body: schemas.Reason, response: detail },
    },
    async (request) => {
      await extendRequest(dependencies, { ...deskOf(request), text: request.body.text })
      return show(request, request.params.number, dependencies)
    },
  )
}

function endRoutes(app: HttpApp, dependencies: PrivacyDependencies): void {
  app.post(
    '/v1/requests/:number/correction',
    {
      config,
      schema: { tags, summary: 'Decide on a correction', params, body: schemas.DecideCorrection, response: detail },
    },
    async (request) => {
      await decideCorrection(dependencies, { ...deskOf(request), ...request.body })
      return show(request, request.params.number, dependencies)
    },
  )
  app.post(
    '/v1/requests/:number/deletion',
    {
      config,
      schema: { tags, summary: 'Delete what is held', params, body: schemas.CarryOutDeletion, response: detail },
    },
    async (request) => {
      await carryOutDeletion(dependencies, { ...deskOf(request), ...request.body })
      return show(request, request.params.number, dependencies)
    },
  )
  app.post(
    '/v1/requests/:number/close',
    { config, schema: { tags, summary: 'Close a request', params, body: schemas.Close, response: detail } },
    async (request) => {
      await closeRequest(dependencies, { ...deskOf(request), ...request.body })
      return show(request, request.params.number, dependencies)
    },
  )
}

/** Who works: the id of the member of staff. */
function ownerOf(request: object): string {
  return actorOf(request).replace(/^user:/, '')
}

function deskOf(request: FastifyRequest): Desk {
  const { number } = request.params as { number: string }
  return { number, owner: ownerOf(request), actor: actorOf(request) }
}

async function show(request: object, number: string, dependencies: PrivacyDependencies) {
  const row = await getRequest(dependencies.db, number)
  return presentDetail(row, { me: ownerOf(request), now: dependencies.clock.now() }, dependencies)
}

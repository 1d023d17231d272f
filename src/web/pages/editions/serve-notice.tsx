import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Failure } from '../../components/failure.tsx'
import page from '../../components/page.module.css'
import type { useServe } from './use-serve.ts'

/** Says which edition is served since the click, with the way back. */
export function ServeNotice({ serve }: { serve: ReturnType<typeof useServe> }) {
  if (serve.isError) return <Failure error={serve.error} />
  if (serve.data === undefined) return null
  const before = serve.variables?.before ?? null
  return (
    <div className={page['status']} role="status">
      <IconCircleCheck size={18} stroke={1.8} aria-hidden />
      <span>Every search is now answered from {serve.data.serving}.</span>
      {before === null || before === serve.data.serving ? null : (
        <Button
          size="xs"
          variant="default"
          onClick={() => serve.mutate({ edition: before, before: serve.data.serving })}
        >
          Undo
        </Button>
      )}
    </div>
  )
}

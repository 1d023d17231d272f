import { Button } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { orderExport } from '../api/exports.ts'
import { newKey } from '../api/new-key.ts'
import { Trouble } from './trouble.tsx'

type Props = {
  /** What to export: contacts that are owned, or all of those. */
  wish: { contacts: string[] } | { owned: true }
  children: string
  size?: 'xs' | 'sm'
}

/** Orders an export and leads to where it is written. Pressed twice, it is one export. */
export function ExportButton({ wish, children, size = 'sm' }: Props) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const attempt = useRef({ of: '', key: '' })
  const order = useMutation({
    mutationFn: () => {
      const of = JSON.stringify(wish)
      if (attempt.current.of !== of) attempt.current = { of, key: newKey() }
      return orderExport(wish, attempt.current.key)
    },
    onSuccess: async () => {
      attempt.current = { of: '', key: '' }
      await client.invalidateQueries({ queryKey: ['/v1/exports'] })
      await navigate({ to: '/exports' })
    },
  })
  return (
    <>
      <Button
        size={size}
        variant="default"
        leftSection={<IconFileExport size={15} stroke={1.6} aria-hidden />}
        loading={order.isPending}
        onClick={() => order.mutate()}
      >
        {children}
      </Button>
      <Trouble error={order.error} />
    </>
  )
}

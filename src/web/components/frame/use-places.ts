import { useQuery } from '@tanstack/react-query'
import { account } from '../../api/account.ts'
import { placesOf, type Place } from './places.ts'

/** Where whoever is signed in may go. */
export function usePlaces(): Place[] {
  const { data } = useQuery(account())
  return placesOf(data)
}

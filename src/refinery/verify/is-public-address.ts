import { BlockList, isIPv6 } from 'node:net'

const RESERVED: [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]
const reserved = new BlockList()
for (const [network, prefix, family] of RESERVED) reserved.addSubnet(network, prefix, family)

/** Whether an IP address is one of the open Internet: not loopback, private, link-local, mapped or reserved (RFC 6890). */
export function isPublicAddress(address: string): boolean {
  // A mapped address is IPv4 in disguise; no honest host has one, and the list would take every IPv4 address for one.
  if (/^::ffff:/i.test(address)) return false
  return !reserved.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

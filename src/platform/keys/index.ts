export { MAC_BYTES, openKeyRing, readKeyRing, type KeyRing } from './key-ring.ts'

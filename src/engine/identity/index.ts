export { identifierOfEmail, identifiersOf, type PersonTexts } from './identifiers-of.ts'
export { identifiersOfParts, type Identifier, type PersonParts, type Reach } from './identifiers-of-parts.ts'
export { linkedinPath } from './linkedin-path.ts'

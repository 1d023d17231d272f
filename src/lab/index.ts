export { makeWorld, type WorldOptions, type WorldReport } from './make-world.ts'
export { scoreMembers, type MemberScores } from './score-members.ts'

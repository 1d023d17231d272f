declare module 'humanparser' {
  const parser: { parseName: (name: string) => Record<string, string | undefined> }
  export default parser
}

declare module 'parse-full-name' {
  const parser: { parseFullName: (name: string) => Record<string, string> }
  export default parser
}

declare module 'cleanco' {
  const cleaner: { clean: (name: string) => string }
  export default cleaner
}

declare module 'psl' {
  const list: { get: (host: string) => string | null }
  export default list
}

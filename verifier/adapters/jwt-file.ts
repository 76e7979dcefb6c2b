import { readFile } from 'node:fs/promises'

/** A compact JWT in a file of its own. @throws Error naming the file, if it cannot be read or is not one */
export async function jwtFile(path: string): Promise<string> {
  const jwt = (await readFile(path, 'utf8')).trim()
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt)) throw new Error(`${path} does not hold a compact JWT`)
  return jwt
}

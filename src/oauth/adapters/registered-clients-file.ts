import { z } from 'zod'
import { readJsonFile } from '../../base/adapters/json-file.ts'
import { parseRegisteredClients, type RegisteredClients } from '../registered-clients.ts'

/** The clients that an operator registered. @throws Error naming the file, if it cannot be read or is not that */
export async function registeredClientsFile(path: string): Promise<RegisteredClients> {
  try {
    return parseRegisteredClients(await readJsonFile(path))
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new Error(`${path} does not list clients: ${z.prettifyError(error)}`)
  }
}

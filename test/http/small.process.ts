// A program as small as can be: a configuration, a port, an end.
import { bind } from '../../src/http/adapters/bind.ts'
import { runProgram } from '../../src/http/adapters/run-program.ts'
import { parseServiceEnvironment } from '../../src/http/service-environment.ts'

await runProgram(async (env) => {
  const { port, bind: host } = parseServiceEnvironment('PROGRAM', {}, env)
  const binding = await bind({ port, host })
  console.log('serving')
  return {
    close: async () => {
      await binding.close()
      console.log('closed')
    },
  }
})

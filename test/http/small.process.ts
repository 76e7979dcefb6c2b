// A program as small as can be: a configuration, a port, an end.
import { bindService } from '../../src/http/adapters/service-network.ts'
import { runProgram } from '../../src/http/adapters/run-program.ts'
import { parseServiceEnvironment } from '../../src/http/service-environment.ts'

await runProgram(async (env) => {
  const config = parseServiceEnvironment('PROGRAM', {}, env)
  const binding = await bindService(config)
  console.log('serving')
  return {
    close: async () => {
      await binding.close()
      console.log('closed')
    },
  }
})

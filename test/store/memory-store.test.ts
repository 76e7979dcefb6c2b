import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { storeContract } from './contract.ts'

storeContract(async (clock) => memoryStore(clock))

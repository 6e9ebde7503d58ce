import { openMemoryStore } from '../../src/store/memory.ts';
import { storeContract } from '../contracts/store.ts';

storeContract('memory', openMemoryStore);

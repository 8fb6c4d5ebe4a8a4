// CPU of one request, beside others that do the same work. Sends its figures to the parent process.
import { measureCpu } from '../../../src/measure-cpu.ts';
import { providerOf } from '../providers.ts';
import { contendersOf } from './contenders.ts';
import { rounds, callsPerRound } from './sizes.ts';

const [provider, baseUrl = ''] = process.argv.slice(2);
const contenders = await contendersOf(providerOf(provider), baseUrl);
process.send?.(await measureCpu(contenders, { rounds, callsPerRound }));

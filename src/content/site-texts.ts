import { z } from 'zod';

/** placeholder until the pages are written */
export const siteTextsSchema = z.looseObject({});

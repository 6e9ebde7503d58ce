// @ts-check
import { localise } from './times.js';

localise(document, document.documentElement.lang);

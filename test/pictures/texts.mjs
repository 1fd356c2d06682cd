/** Writes the page with the texts of the gallery templates: `npm run gallery`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/run.mjs';
import texts from '../support/galleryTexts.js';
import { GALLERY, PIECES, STARTER_TEMPLATE } from './signatures.mjs';

writeFileSync(join(root, 'nodes', 'OktaSignature', 'gallery', 'TEMPLATES.md'), texts.galleryTexts(GALLERY, STARTER_TEMPLATE, PIECES));

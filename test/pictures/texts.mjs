/** Writes the page with the texts of the gallery templates: `npm run gallery`. */
import { writeFileSync } from 'node:fs';
import texts from '../support/galleryTexts.js';
import { GALLERY, PIECES, STARTER_TEMPLATE } from './signatures.mjs';

writeFileSync(texts.PAGE, texts.galleryTexts(GALLERY, STARTER_TEMPLATE, PIECES));

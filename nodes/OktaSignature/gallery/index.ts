import { bilingual } from './bilingual';
import { button } from './button';
import { card } from './card';
import { classic } from './classic';
import { compact } from './compact';
import { legal } from './legal';
import { logoLeft } from './logoLeft';
import { modern } from './modern';
import { photo } from './photo';
import { social } from './social';
import type { GalleryTemplate } from './galleryTemplate';

/** All gallery templates, sorted by title. */
export const GALLERY: readonly GalleryTemplate[] = [bilingual, button, card, classic, compact, legal, logoLeft, modern, photo, social];

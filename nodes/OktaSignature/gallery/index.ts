import { classic } from './classic';
import { compact } from './compact';
import { modern } from './modern';
import type { GalleryTemplate } from './template';

/** All gallery templates, by title. */
export const GALLERY: readonly GalleryTemplate[] = [classic, compact, modern];

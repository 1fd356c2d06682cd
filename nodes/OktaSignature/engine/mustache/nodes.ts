import type { Source } from './errors';

/** Where in its source a node begins; errors found after parsing point there. */
export interface Origin {
	source: Source;
	index: number;
}

/** Helper sections that this package adds to Mustache. */
export type HelperName = 'optional' | 'line' | 'join' | 'sep';

/** A template as written: Mustache's tokens, helper sections told apart, places in the HTML not known yet. */
export type SyntaxNode =
	| { kind: 'literal'; text: string; origin: Origin }
	| { kind: 'value'; name: string; origin: Origin }
	| { kind: 'section'; name: string; children: SyntaxNode[]; origin: Origin }
	| { kind: 'inverted'; name: string; children: SyntaxNode[]; origin: Origin }
	| { kind: 'helper'; name: HelperName; children: SyntaxNode[]; origin: Origin }
	| { kind: 'partial'; name: string; indentation: string; firstLine: boolean; origin: Origin };

/**
 * How a value is written:
 * `plain` as it is · `html` escaped · `url` escaped, blanks percent-encoded · `style` only harmless CSS words ·
 * `nothing` (inside an HTML comment, where no one would read it).
 */
export type Writing = 'plain' | 'html' | 'url' | 'style' | 'nothing';

/** A piece of `{{#join}}`, with what stands between it and the piece before. */
export interface JoinPiece {
	separator: TemplateNode[];
	children: TemplateNode[];
	/** No tag inside: then it is a value when it is not blank. */
	literal: boolean;
	/** Its own text has line breaks, which at its edges are the author's layout and not text. */
	broken: boolean;
}

/** A template ready to render: each value knows how it must be written. */
export type TemplateNode =
	| { kind: 'literal'; text: string }
	| { kind: 'value'; name: string; path: string[]; writing: Writing; conditional: boolean }
	| { kind: 'section'; path: string[]; children: TemplateNode[] }
	| { kind: 'inverted'; path: string[]; children: TemplateNode[] }
	| { kind: 'optional'; children: TemplateNode[] }
	| { kind: 'join'; pieces: JoinPiece[] }
	| { kind: 'partial'; body: { nodes: TemplateNode[] }; origin: Origin }
	| { kind: 'attribute'; attribute: string; writing: 'url' | 'style'; names: string[]; children: TemplateNode[] };

/** An ordinary or inverted section around a tag. */
export interface Guard {
	name: string;
	inverted: boolean;
}

/** A field that a template prints, and the sections that decide whether it does. */
export interface Use {
	name: string;
	guards: Guard[];
	/** It stands in an address. */
	url: boolean;
}

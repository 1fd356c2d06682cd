import { formatNumber } from '../../../okta/formatNumber';
import type { Signature } from '../index';
import { escapeHtml } from '../html/escape';
import { cleanText } from '../mustache/values';
import { TARGETS, type Target } from '../targets';
import { CONTENT_SECURITY_POLICY, SCRIPT, STYLE } from './assets';
import { isContained } from './contained';

/** A person on the preview page. */
export interface PreviewEntry {
	/** The person's name, or what stands for it. */
	name: string;
	email: string;
	/** The rendered signature, or why there is none. */
	result: PreviewedSignature | { error: string; resolution: string } | { leftOut: string };
}

export interface PreviewedSignature {
	signature: Omit<Signature, 'changed'>;
	target: Target;
	isTooLong: boolean;
	/** Undefined when nothing was given to compare with. */
	change: 'new' | 'changed' | 'unchanged' | undefined;
	/** The HTML of the last push; '' when it is not known. */
	previousHtml: string;
}

/** People by what the page says about them. Several can apply to one person. */
export interface PreviewCounts {
	people: number;
	incomplete: number;
	/** People with a warning or an error. */
	warnings: number;
	changed: number;
	tooLong: number;
}

/** What people can be filtered by, with the labels. */
const FILTERS = { incomplete: 'Incomplete', changed: 'Changed', tooLong: 'Too long', warnings: 'Warnings' } as const;

const IN_SUMMARY = { incomplete: 'incomplete', changed: 'changed', tooLong: 'too long', warnings: 'with a warning or an error' } as const;

type Filter = keyof typeof FILTERS;

/** The first people that the page shows. */
const MAX_PEOPLE = 500;

/** People with an error who are shown although they come later. */
const MAX_LATER_ERRORS = 500;

/** Characters of all entries. Much more would be too long for an email, and a string cannot be longer than 500 million. */
const MAX_CHARACTERS = 20_000_000;

const noCounts = (): PreviewCounts => ({ people: 0, incomplete: 0, warnings: 0, changed: 0, tooLong: 0 });

/** Text of the page. Names and parameters may hold anything. */
const write = (text: string) => escapeHtml(cleanText(text));

const countPeople = (people: number) => (people === 1 ? '1 person' : `${formatNumber(people)} people`);

/** Collects people and writes them as one page. Of people beyond its limits, it keeps only the counts. */
export class PreviewPage {
	/** Everybody. */
	readonly counts = noCounts();

	/** Those on the page. */
	private readonly shown = noCounts();

	private readonly articles: string[] = [];

	private characters = 0;

	private isFull = false;

	private laterErrors = 0;

	private hiddenErrors = 0;

	/** Whether anyone was compared with the last push. */
	private isCompared = false;

	add(entry: PreviewEntry): void {
		const filters = filtersOf(entry);
		count(this.counts, filters);
		if ('change' in entry.result && entry.result.change !== undefined) this.isCompared = true;
		const isError = 'error' in entry.result;
		const isLate = this.isFull || this.counts.people > MAX_PEOPLE;
		if (isLate && !(isError && this.laterErrors < MAX_LATER_ERRORS)) {
			if (isError) this.hiddenErrors++;
			return;
		}
		const article = articleOf(entry, filters);
		if (this.characters + article.length > MAX_CHARACTERS && !isError) {
			this.isFull = true;
			return;
		}
		if (isLate) this.laterErrors++;
		this.characters += article.length;
		count(this.shown, filters);
		this.articles.push(article);
	}

	/** @param notes sentences about the whole run */
	html(notes: readonly string[]): string {
		const { people } = this.counts;
		return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Signature preview: ${countPeople(people)}</title>
<base target="_blank">
<style>${STYLE}</style>
</head>
<body>
<header class="page">
<h1>Signature preview</h1>
<p>${people === 0 ? 'No people came in. Check the filters of the node that reads them.' : this.summary()}</p>
${[...this.limitNotes(), ...notes].map((note) => `<p class="note">${write(note)}</p>\n`).join('')}</header>
${people === 0 ? '' : this.toolbar()}<main class="page">
${this.articles.join('\n')}
<p class="nobody" id="nobody"></p>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
	}

	private summary(): string {
		const { people } = this.counts;
		if (this.shown.people === people) return `${countPeople(people)}, each on light and on dark`;
		const filters = (Object.keys(FILTERS) as Filter[]).filter((filter) => this.counts[filter] > 0);
		return `${countPeople(people)}${filters.map((filter, i) => `${i === 0 ? ':' : ','} ${formatNumber(this.counts[filter])} ${IN_SUMMARY[filter]}`).join('')}`;
	}

	private limitNotes(): string[] {
		const hidden = this.counts.people - this.shown.people;
		if (hidden === 0) return [];
		const first = `the first ${formatNumber(this.shown.people - this.laterErrors)}`;
		const errors = this.laterErrors === 0 ? '' : ` and, after them, ${formatNumber(this.laterErrors)} with an error`;
		const reason = this.isFull ? ', because more would make it too large' : '';
		const left = this.hiddenErrors === 0 ? '' : ` ${formatNumber(this.hiddenErrors)} of them ${this.hiddenErrors === 1 ? 'has' : 'have'} an error.`;
		return [`This page shows ${first}${errors}${reason}. ${formatNumber(hidden)} more ${hidden === 1 ? 'is' : 'are'} not shown.${left}`];
	}

	private toolbar(): string {
		const chip = (value: string, label: string, people: number, attributes: string) =>
			`<label><input type="radio" name="show" id="show-${value}" value="${value}"${attributes}><span>${label} <b>${formatNumber(people)}</b></span></label>\n`;
		const filters = (Object.keys(FILTERS) as Filter[]).filter((filter) => filter !== 'changed' || this.isCompared);
		return `<nav aria-label="Filter"><div class="page">
${chip('all', 'All', this.shown.people, ' checked')}${filters.map((filter) => chip(filter, FILTERS[filter], this.shown[filter], this.shown[filter] === 0 ? ' disabled' : '')).join('')}<input id="search" type="search" placeholder="Search by name" aria-label="Search by name" autocomplete="off" hidden>
</div></nav>
`;
	}
}

function filtersOf({ result }: PreviewEntry): Filter[] {
	if ('leftOut' in result) return [];
	if ('error' in result) return ['warnings'];
	const { signature, change, isTooLong } = result;
	const applies: Record<Filter, boolean> = {
		incomplete: signature.missing.length > 0,
		changed: change === 'new' || change === 'changed',
		tooLong: isTooLong,
		warnings: signature.warnings.length > 0,
	};
	return (Object.keys(FILTERS) as Filter[]).filter((filter) => applies[filter]);
}

function count(counts: PreviewCounts, filters: readonly Filter[]): void {
	counts.people++;
	for (const filter of filters) counts[filter]++;
}

function articleOf({ name, email, result }: PreviewEntry, filters: readonly Filter[]): string {
	const isSignature = 'signature' in result;
	const classes = [...filters, ...('error' in result ? ['error'] : [])].join(' ');
	const body = isSignature ? signatureOf(result) : problemOf(result);
	return `<article class="${classes}" data-search="${write(`${name} ${email}`.toLowerCase())}">
<div class="head"><h2 dir="auto">${write(name)}</h2><span>${write(email)}</span><div class="badges">${badgesOf(result)}</div></div>
${body}
</article>`;
}

function problemOf(result: { error: string; resolution: string } | { leftOut: string }): string {
	if ('leftOut' in result) return `<p class="problem">${write(result.leftOut)}</p>`;
	return `<p class="problem"><b>${write(result.error)}</b><br>${write(result.resolution)}</p>`;
}

function badgesOf(result: PreviewEntry['result']): string {
	const badge = (color: string, label: string) => `<span class="badge ${color}">${label}</span>`;
	if ('error' in result) return badge('red', 'Error');
	if ('leftOut' in result) return badge('plain', 'Left out');
	const { signature, change, isTooLong } = result;
	return [
		...(change === 'new' ? [badge('blue', 'New')] : change === 'changed' ? [badge('blue', 'Changed')] : change === 'unchanged' ? [badge('plain', 'Unchanged')] : []),
		...(signature.missing.length > 0 ? [badge('amber', `${Math.floor(signature.completeness * 100)} % complete`)] : []),
		...(isTooLong ? [badge('red', 'Too long')] : []),
	].join('');
}

function signatureOf({ signature, target, change, previousHtml }: PreviewedSignature): string {
	const { html, template, reason, length, missing, warnings } = signature;
	const { name, limit } = TARGETS[target];
	const shows = previousHtml !== '' && change === 'changed';
	const lengthText = `${formatNumber(length)}${limit === Infinity ? '' : ` of ${formatNumber(limit)}`} characters${limit === Infinity ? '' : ` (${name})`}`;
	const rows: Array<[string, string, string?]> = [
		['Template', `${write(template)}${reason === '' ? '' : ` – ${write(reason)}`}`],
		['Length', lengthText],
		...(missing.length > 0 ? [['Missing', missing.map(write).join(', '), 'amber'] as [string, string, string]] : []),
		...warnings.map((warning): [string, string, string] => ['Warning', write(warning), 'amber']),
	];
	return `${shows ? panesOf(previousHtml, 'Before, ') : ''}${panesOf(html, shows ? 'Now, ' : '')}
<dl>${rows.map(([term, description, color = '']) => `<dt>${term}</dt><dd${color === '' ? '' : ` class="${color}"`}>${description}</dd>`).join('')}</dl>`;
}

/** HTML on light and on dark, in a shadow root, where the styles of the page do not affect it. */
function panesOf(html: string, prefix: string): string {
	const pane = (theme: 'light' | 'dark') => {
		const label = `${prefix}${prefix === '' ? theme[0].toUpperCase() + theme.slice(1) : theme}`;
		return `<div class="pane ${theme}"><small>${label}</small>${contentOf(html, theme, label)}</div>`;
	};
	return `<div class="panes">${pane('light')}${pane('dark')}</div>`;
}

/** HTML that could affect the page around it is shown in a frame. A frame cannot fit its content, so the others get none. */
function contentOf(html: string, theme: 'light' | 'dark', label: string): string {
	if (isContained(html)) return `<div class="signature"><template shadowrootmode="open">${html}</template></div>`;
	const color = theme === 'light' ? '#000' : '#e8e8e8';
	const page = `<!DOCTYPE html><meta name="color-scheme" content="${theme}"><base target="_blank"><style>body{margin:0;font:14px Arial,Helvetica,sans-serif;color:${color}}</style>${html}`;
	return `<iframe sandbox="allow-popups" loading="lazy" title="${label}" srcdoc="${escapeHtml(page)}"></iframe>`;
}

/** The styles and the script of the preview page. The page loads nothing but the images of signatures. */
import { hash } from 'crypto';

export const STYLE = `
:root { color-scheme: light dark; --page: #f3f4f6; --card: #fff; --ink: #16191f; --soft: #596070; --line: #dfe2e8; --accent: #1f5fbf; --on-accent: #fff; --amber: #8a4b00; --amber-back: #fdf1dc; --red: #b3261e; --red-back: #fdeceb; --blue: #1a4f9c; --blue-back: #e6effb; }
@media (prefers-color-scheme: dark) { :root { --page: #121316; --card: #1b1d21; --ink: #eceef2; --soft: #a3aab8; --line: #33363d; --accent: #8ab4f8; --on-accent: #10131a; --amber: #f3c27a; --amber-back: #3a2b14; --red: #f5a9a3; --red-back: #431d1b; --blue: #a9c7f7; --blue-back: #1a2c48; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.page { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
header.page { padding-top: 36px; padding-bottom: 16px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; text-wrap: balance; }
header p { margin: 6px 0 0; color: var(--soft); max-width: 75ch; }
.note { margin-top: 12px; padding: 10px 14px; border-radius: 8px; background: var(--amber-back); color: var(--amber); overflow-wrap: anywhere; }
nav { position: sticky; top: 0; z-index: 1; background: var(--page); border-bottom: 1px solid var(--line); }
nav .page { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 10px; padding-bottom: 10px; }
nav input[type=radio] { position: absolute; opacity: 0; }
nav label span { display: block; padding: 5px 12px; border: 1px solid var(--line); border-radius: 999px; background: var(--card); font-size: 14px; cursor: pointer; white-space: nowrap; }
nav label b { font-weight: 500; color: var(--soft); font-variant-numeric: tabular-nums; }
nav label:hover span { border-color: var(--soft); }
nav :checked + span { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
nav :checked + span b { color: inherit; }
nav :focus-visible + span, #search:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
nav :disabled + span { opacity: .5; cursor: default; }
#search { flex: 1 1 180px; max-width: 320px; margin-left: auto; min-width: 0; padding: 5px 14px; border: 1px solid var(--line); border-radius: 999px; background: var(--card); color: inherit; font: inherit; font-size: 14px; }
main.page { padding-top: 20px; padding-bottom: 64px; }
article { margin-bottom: 20px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; content-visibility: auto; contain-intrinsic-size: auto 330px; }
.head { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; padding: 12px 20px; }
h2 { margin: 0; font-size: 16px; line-height: 1.4; font-weight: 600; overflow-wrap: anywhere; }
.head > span { color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.badges { display: flex; flex-wrap: wrap; gap: 6px; margin-left: auto; }
.badge { padding: 1px 9px; border-radius: 999px; font-size: 13px; font-weight: 500; white-space: nowrap; background: var(--amber-back); color: var(--amber); }
.badge.blue { background: var(--blue-back); color: var(--blue); }
.badge.red { background: var(--red-back); color: var(--red); }
.badge.plain { background: var(--page); color: var(--soft); }
.panes { display: grid; grid-template-columns: 1fr 1fr; border-top: 1px solid var(--line); }
.pane { min-width: 0; padding: 10px 20px 22px; contain: paint; }
.light { background: #fff; color: #596070; color-scheme: light; }
.dark { background: #1f1f1f; color: #a3aab8; color-scheme: dark; }
.pane small { display: block; margin-bottom: 10px; font-size: 12px; }
.signature { all: initial; display: block; overflow-x: auto; font: 14px/normal Arial, Helvetica, sans-serif; contain: layout paint; }
.light .signature { color: #000; color-scheme: light; }
.dark .signature { color: #e8e8e8; color-scheme: dark; }
iframe { display: block; width: 100%; height: 220px; border: 0; resize: vertical; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 0; padding: 12px 20px; border-top: 1px solid var(--line); font-size: 13.5px; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd.amber { color: var(--amber); }
.problem { margin: 0; padding: 14px 20px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.problem b { font-weight: 500; color: var(--red); }
.nobody:not(:empty) { padding: 64px 0; text-align: center; color: var(--soft); }
[hidden] { display: none !important; }
@media (max-width: 760px) { .page { padding-left: 14px; padding-right: 14px; } header.page { padding-top: 24px; } nav { position: static; } .panes { grid-template-columns: 1fr; } .head, .pane, dl, .problem { padding-left: 14px; padding-right: 14px; } .badges { margin-left: 0; } #search { max-width: none; flex-basis: 100%; } dl { grid-template-columns: 1fr; gap: 0; } dd + dt { margin-top: 6px; } }
@media print { nav { display: none; } article { break-inside: avoid; content-visibility: visible; } }
${['incomplete', 'changed', 'tooLong', 'warnings'].map((filter) => `body:has(#show-${filter}:checked) article:not(.${filter})`).join(',\n')} { display: none; }
`;

/** Adds the search. Without scripts, the page shows everybody, and its filters still work. Browsers before 2024 also need it to show signatures. */
export const SCRIPT = `
(function () {
	var search = document.getElementById('search'), nobody = document.getElementById('nobody');
	var articles = [].slice.call(document.querySelectorAll('article'));
	[].slice.call(document.querySelectorAll('template[shadowrootmode]')).forEach(function (template) {
		template.parentNode.attachShadow({ mode: 'open' }).appendChild(template.content);
		template.remove();
	});
	if (!search) return;
	function update() {
		var words = search.value.toLowerCase().split(/\\s+/), filter = document.querySelector('nav :checked').value, shown = 0;
		articles.forEach(function (article) {
			var text = article.getAttribute('data-search');
			var match = (filter === 'all' || article.classList.contains(filter)) && words.every(function (word) { return text.indexOf(word) >= 0; });
			article.hidden = !match;
			if (match) shown++;
		});
		nobody.textContent = shown > 0 ? '' : 'Nobody matches this filter and search.';
	}
	search.hidden = false;
	search.addEventListener('input', update);
	document.querySelector('nav').addEventListener('change', update);
})();
`;

/**
 * What the page may do, wherever it is opened: run the script above, show images, and nothing else. It holds for the HTML of
 * signatures too, so no handler or script in them runs.
 */
export const CONTENT_SECURITY_POLICY = `default-src 'none'; script-src 'sha256-${hash('sha256', SCRIPT, 'base64')}'; style-src 'unsafe-inline'; img-src https: http: data:; base-uri 'none'; form-action 'none'`;

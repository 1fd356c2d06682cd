/** The completeness report by mail. */
import assert from 'node:assert/strict';
import { exampleStage } from '../../standIns/stage.mjs';

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example completeness-report: sends a readable mail with all users in the attached file',
		async run(suite) {
			const stage = await exampleStage(suite);
			const { mail } = stage;
			mail.busy = 1;
			const workflow = await stage.fillIn('completeness-report', { settings: { to: 'people-ops@acme.example', from: 'n8n@acme.example' } });
			const execution = await stage.session.run(workflow);
			assert.equal(execution.status, 'success', execution.error?.message);
			const [{ json: report }] = execution.items('Okta Signature');
			assert.ok(report.incomplete.length > 0 && report.incomplete.length < report.people);
			assert.equal(mail.putOff, 1);
			assert.equal(mail.mails.length, 1);
			const [{ from, to, headers, html, attachments }] = mail.mails;
			assert.deepEqual([from, to], ['n8n@acme.example', ['people-ops@acme.example']]);
			assert.equal(headers.subject, `Signatures: ${report.incomplete.length} of ${report.people} people have missing fields`);
			for (const { name, filled, total } of report.fields) assert.ok(html.includes(`>${name}</td>`) && html.includes(`>${filled} of ${total}</td>`), name);
			const [file] = attachments;
			assert.equal(file.fileName, 'incomplete.csv');
			for (const { email, missing } of report.incomplete) {
				assert.ok(html.includes(`>${email.replace(/[&<>]/g, '')}</td>`), email);
				assert.ok(file.content.includes(email) && file.content.includes(missing.join(', ')), email);
			}
			assert.equal(file.content.trim().split(/\r?\n/).length, report.incomplete.length + 1);
		},
	},
];

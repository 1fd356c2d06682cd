/** What the trigger delivers for changes in Okta. Polls run once a minute, so these steps wait in parallel. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Watch } from '../watch.mjs';
import { noOp } from '../workflow.mjs';

/** The least time between two polls of n8n in milliseconds, minus a tolerance for a busy machine. */
const MINUTE_MS = 55_000;

/** The changed users and how often, by event. */
const outline = (/** @type {any[]} */ items) => items.map(({ id, event }) => `${event} ${id}`).sort();

const EVENTS = ['user.created', 'user.updated', 'user.activated', 'user.deactivated', 'user.deleted'];

/** @param {any[]} people */
const byId = (people) => new Map(people.map((person) => [person.id, person]));

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
const cases = [
	{
		name: 'trigger: three changed users give three items; a password change and a sign-in give none',
		async run(stage) {
			const watch = await Watch.start(stage, { people: 60 });
			const { people } = watch.org.control;
			const [, retitled, moved, stripped, reset, signedIn] = await people.list();
			await people.patch(retitled.id, { title: 'Head of Umlauts' });
			await people.patch(moved.id, { city: 'Þórshöfn', officeFloor: 12 });
			await people.patch(stripped.id, {}, ['lastName', 'displayName']);
			await people.touchPassword(reset.id);
			await people.login(signedIn.id);

			const items = byId(await watch.items(3));
			assert.deepEqual([...items.keys()].sort(), [retitled.id, moved.id, stripped.id].sort());
			assert.deepEqual(items.get(retitled.id).changedAttributes, ['title']);
			assert.deepEqual(items.get(moved.id).changedAttributes.sort(), ['city', 'officeFloor']);
			assert.deepEqual(items.get(stripped.id).changedAttributes.sort(), ['displayName', 'lastName'].filter((name) => stripped.profile[name]));
			assert.equal(items.get(retitled.id).profile.title, 'Head of Umlauts');
			for (const item of items.values()) {
				assert.equal(item.event, 'user.updated');
				assert.equal(item.occurredAt, (await people.get(item.id)).lastUpdated);
				assert.match(item.eventId, /^[0-9a-f]{32}$/);
				assert.equal(item.credentials, undefined);
			}

			// The following polls have nothing to do.
			await watch.polled(2);
			const idle = await watch.requests();
			assert.equal(idle.length, 2);
			assert.ok(Date.parse(idle[1].at) - Date.parse(idle[0].at) > MINUTE_MS, 'one request a minute');
			assert.equal((await watch.delivered()).length, 3);
			await watch.stop();
			return 'an idle minute: 1 request';
		},
	},
	{
		name: 'trigger: delivers created, activated, suspended, unsuspended and deactivated under their names',
		async run(stage) {
			const events = ['user.created', 'user.activated', 'user.suspended', 'user.unsuspended', 'user.deactivated'];
			const watch = await Watch.prepare(stage, { people: 60 }, { events });
			const { people } = watch.org.control;
			const [, joiner, leaver, away, back, renamed] = await people.list();
			await people.setStatus(joiner.id, 'STAGED');
			await people.setStatus(back.id, 'SUSPENDED');
			for (const { id } of [leaver, away, renamed]) await people.setStatus(id, 'ACTIVE');
			await watch.activate();

			await people.setStatus(joiner.id, 'ACTIVE');
			await people.setStatus(leaver.id, 'DEPROVISIONED');
			await people.setStatus(away.id, 'SUSPENDED');
			await people.setStatus(back.id, 'ACTIVE');
			await people.patch(renamed.id, { lastName: 'Nobody asked for updates' });
			const created = await people.create({ profile: { firstName: 'Nova' }, status: 'STAGED' });
			const items = await watch.items(5);
			assert.deepEqual(
				outline(items),
				[
					`user.activated ${joiner.id}`,
					`user.created ${created.id}`,
					`user.deactivated ${leaver.id}`,
					`user.suspended ${away.id}`,
					`user.unsuspended ${back.id}`,
				].sort(),
			);
			assert.equal(byId(items).get(leaver.id).status, 'DEPROVISIONED');
			await watch.stop();
		},
	},
	{
		name: 'trigger: with the System Log, events name their actor, a deletion needs one poll, and changed groups are delivered',
		async run(stage) {
			const scopes = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read', 'okta.logs.read'];
			const events = ['user.updated', 'user.deleted', 'user.groupsChanged'];
			const watch = await Watch.prepare(stage, { people: 20, grantedScopes: scopes }, { events, options: { useSystemLog: true } }, noOp, { additionalAccess: ['okta.logs.read'] });
			const { people, groups } = watch.org.control;
			const [, retitled, leaver, member] = await people.list();
			const group = await groups.create({ name: 'Executives', members: { count: 0 } });
			await watch.activate();
			await watch.polled();
			await people.patch(retitled.id, { title: 'Named' }, [], 'app');
			await people.delete(leaver.id);
			await groups.change(group.id, { add: [member.id] });
			const items = byId(await watch.items(3));
			assert.equal(items.get(retitled.id).actor.id, '0oasandboxhrimport00');
			assert.equal(items.get(leaver.id).event, 'user.deleted');
			assert.deepEqual(items.get(member.id).groups, { added: [{ id: group.id, name: 'Executives' }], removed: [] });
			await watch.stop();
			return `actor ${items.get(retitled.id).actor.displayName}`;
		},
	},
	{
		name: 'trigger: with selected attributes, only changes of those count',
		async run(stage) {
			const watch = await Watch.start(stage, { people: 20 }, { events: ['user.updated'], watch: 'selected', attributes: ['title', 'mobilePhone'] });
			const { people } = watch.org.control;
			const [, retitled, moved] = await people.list();
			await people.patch(retitled.id, { title: 'Selected', city: 'Unselected' });
			await people.patch(moved.id, { city: 'Unselected' });
			const items = await watch.items(1);
			assert.deepEqual(outline(items), [`user.updated ${retitled.id}`]);
			assert.deepEqual(items[0].changedAttributes, ['title']);
			await watch.stop();
		},
	},
	{
		name: 'trigger: 2,500 users changed at once arrive with the next polls, each once',
		async run(stage) {
			const watch = await Watch.start(stage, { people: 3000 });
			const start = Date.now();
			const { ids } = await watch.org.control.people.bulk({ count: 2500, profile: { title: 'Wave {n}' } });
			const items = await watch.items(ids.length, { polls: 4 });
			const seconds = Math.round((Date.now() - start) / 1000);
			const polls = watch.executions.size;
			assert.deepEqual(outline(items), ids.map((id) => `user.updated ${id}`).sort());
			await watch.polled();
			assert.equal((await watch.delivered()).length, ids.length);
			await watch.stop();
			return `${polls} polls, ${seconds} s`;
		},
	},
	{
		name: 'trigger: somebody who comes to match the search, leaves and returns is updated, never created',
		async run(stage) {
			const watch = await Watch.prepare(stage, { people: 20 }, { events: EVENTS, options: { search: 'profile.department eq "Piloting"' } });
			const { people } = watch.org.control;
			const [, pilot, native] = await people.list();
			for (const { id } of [pilot, native]) await people.setStatus(id, 'ACTIVE');
			await people.patch(native.id, { department: 'Piloting' });
			await watch.activate();

			await people.patch(pilot.id, { department: 'Piloting' });
			assert.deepEqual(outline(await watch.items(1)), [`user.updated ${pilot.id}`]);
			await people.patch(pilot.id, { department: 'Sales' });
			await watch.polled();
			await people.patch(pilot.id, { department: 'Piloting', title: 'Chief Pilot' });
			const items = await watch.items(2);
			assert.deepEqual(outline(items), [`user.updated ${pilot.id}`, `user.updated ${pilot.id}`]);
			assert.deepEqual(items[1].changedAttributes, ['title']);
			await watch.stop();
		},
	},
	{
		name: 'trigger: users whom a narrowed role hides are not deleted, and their return is no event',
		async run(stage) {
			// A recheck with every poll.
			const watch = await Watch.prepare(stage, { people: 30 }, { events: EVENTS, options: { sweepHours: 0.001, overlapSeconds: 0 } });
			const { control } = watch.org;
			const [, gone, ...others] = (await control.people.list()).filter(({ status }) => status === 'ACTIVE');
			await control.people.setStatus(gone.id, 'DEPROVISIONED');
			await watch.activate();

			const hidden = others.slice(0, 4).map(({ id }) => id);
			await control.set({ hiddenUsers: hidden });
			await control.people.delete(gone.id);
			assert.deepEqual(outline(await watch.items(1, { polls: 3 })), [`user.deleted ${gone.id}`]);
			const warning = readFileSync(stage.n8n.logFile, 'utf8').match(/Okta no longer shows 4 users \([^)]*\), not deactivated before/)?.[0];
			assert.ok(warning && hidden.every((id) => warning.includes(id)), 'n8n logs whom Okta no longer shows');
			await control.set({ hiddenUsers: [] });
			await control.people.patch(hidden[0], { title: 'Back in sight' });
			await watch.items(2, { polls: 2 });
			// Several requests of a recheck, which finds the others again.
			await watch.polled(4);
			assert.deepEqual(outline(await watch.delivered()), [`user.deleted ${gone.id}`, `user.updated ${hidden[0]}`]);
			await watch.stop();
			return warning;
		},
	},
	{
		name: 'trigger: another choice of events with a backlog pending loses nothing',
		async run(stage) {
			const watch = await Watch.start(stage, { people: 60 }, { events: ['user.updated'], options: { maxUsersPerPoll: 5 } });
			const { ids } = await watch.org.control.people.bulk({ count: 15, profile: { title: 'Wave {n}' } });
			await watch.items(5);
			const [node] = watch.workflow.nodes;
			await watch.change({ ...node.parameters, events: ['user.updated', 'user.created'] });
			const items = await watch.items(15, { polls: 3 });
			assert.deepEqual(outline(items), ids.map((id) => `user.updated ${id}`).sort());
			await watch.stop();
		},
	},
	{
		name: 'trigger: a search for active users delivers the deactivation of one of them',
		async run(stage) {
			const watch = await Watch.prepare(stage, { people: 20 }, { events: ['user.deactivated'], options: { search: 'status eq "ACTIVE"' } });
			const { people } = watch.org.control;
			const [, leaver] = await people.list();
			await people.setStatus(leaver.id, 'ACTIVE');
			await watch.activate();
			await people.setStatus(leaver.id, 'DEPROVISIONED');
			const items = await watch.items(1);
			assert.deepEqual(outline(items), [`user.deactivated ${leaver.id}`]);
			assert.equal(items[0].status, 'DEPROVISIONED');
			await watch.stop();
		},
	},
	{
		name: 'trigger: a test run in the editor shows five recent users and stores no state',
		async run(stage) {
			const watch = await Watch.prepare(stage, { people: 60 });
			const { people } = watch.org.control;
			const [, , , recent] = await people.list();
			await people.patch(recent.id, { title: 'Latest' });
			const execution = await stage.session.run(watch.workflow);
			assert.equal(execution.status, 'success', execution.error?.message);
			const items = execution.items('Okta Trigger').map(({ json }) => json);
			assert.equal(items.length, 5);
			assert.equal(items[0].id, recent.id);
			assert.ok(items[0].changedAttributes.includes('title'));
			const { staticData } = await stage.session.api('GET', `/workflows/${watch.workflow.id}`);
			assert.deepEqual(staticData ?? {}, {});
		},
	},
];

export const steps = cases.map((step) => ({ ...step, together: 'trigger' }));

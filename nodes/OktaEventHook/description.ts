import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { parameters as triggerParameters } from '../OktaTrigger/description';

const ofTrigger = (name: string): INodeProperties => {
	const found = triggerParameters.find((parameter) => parameter.name === name);
	if (found === undefined) throw new Error(`Okta Trigger has no parameter ${name}`);
	return found;
};

const DESCRIPTIONS: Record<string, string> = {
	'user.deleted': 'A deactivated user was deleted permanently, as Okta itself says. Okta Trigger finds deletions that no hook reports.',
	'user.activated': 'A user who was staged, provisioned or deactivated became active. Okta sends no hook when users become active by setting their own password.',
};

const events = ofTrigger('events');

/** The same parameters as in Okta Trigger, because the same change must be the same event in both. */
export const parameters: INodeProperties[] = [
	{
		displayName:
			'Create the event hook in Okta under Workflow > Event Hooks, with the production URL of this node and the secret of the credential. Publish the workflow before you verify it. Select the same events here and in an Okta Trigger beside it, which catches what hooks lose.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		...events,
		// Okta Trigger collects the changed groups of a minute into one event, which a hook cannot know.
		options: (events.options as INodePropertyOptions[])
			.filter(({ value }) => value !== 'user.groupsChanged')
			.map((option) => ({ ...option, description: DESCRIPTIONS[String(option.value)] ?? option.description })),
		description: 'The events that start the workflow. Each event is one item. Select the corresponding event types in the event hook in Okta as well.',
	},
	{ ...ofTrigger('watch'), description: 'What counts as an update. Select the same as in Okta Trigger, or the same change has another event ID there.' },
	{
		...ofTrigger('attributes'),
		description:
			'The attributes to watch, the same as in Okta Trigger. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

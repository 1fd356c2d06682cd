import type { INodeProperties } from 'n8n-workflow';

export const optionsParameter: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Max Users per Poll',
			name: 'maxUsersPerPoll',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1000,
			description: 'The most users that one run receives. The next polls deliver the rest.',
		},
		{
			displayName: 'Overlap (Seconds)',
			name: 'overlapSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 300,
			description:
				"How far each poll looks back before the newest change it has seen, because Okta's search may show a change late. Nothing is delivered twice because of it.",
		},
		{
			displayName: 'Recheck Users Every (Hours)',
			name: 'sweepHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 24,
			description:
				'How often all users are rechecked, in small steps, to find deleted users and missed changes. Enter 0 to turn this off. User Deleted then never occurs.',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. profile.countryCode eq "DE"',
			description: 'An Okta search expression. Only users who match it are watched. Leave empty to watch all users. A user who matches later counts as updated.',
		},
		{
			displayName: 'Start With Existing Users',
			name: 'startWithExisting',
			type: 'boolean',
			default: false,
			description: 'Whether to also deliver each user who exists when you publish the workflow, once',
		},
		{
			displayName: 'Use System Log',
			name: 'useSystemLog',
			type: 'boolean',
			default: false,
			description:
				"Whether to read Okta's System Log as well: deleted users come with the next poll, events name who made the change (<code>actor</code>), and User Groups Changed works. Needs 'Read the System Log' under Additional Access in the credential.",
		},
	],
};

export const parameters: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'User Activated',
				value: 'user.activated',
				description: 'A user who was staged, provisioned or deactivated became active',
			},
			{
				name: 'User Created',
				value: 'user.created',
				description: 'A user was added to Okta',
			},
			{
				name: 'User Deactivated',
				value: 'user.deactivated',
				description: 'A user was deactivated (status DEPROVISIONED), for example because they left the company',
			},
			{
				name: 'User Deleted',
				value: 'user.deleted',
				description: 'A deactivated user was deleted permanently. Found when all users are rechecked (see the option Recheck Users Every), or at once with the option Use System Log.',
			},
			{
				name: 'User Groups Changed',
				value: 'user.groupsChanged',
				description: 'A user was added to groups or removed from them. Needs the option Use System Log.',
			},
			{
				name: 'User Suspended',
				value: 'user.suspended',
				description: 'A user was suspended',
			},
			{
				name: 'User Unsuspended',
				value: 'user.unsuspended',
				description: 'A suspended user became active again',
			},
			{
				name: 'User Updated',
				value: 'user.updated',
				description: 'A user changed in the way that Watch selects. Group membership and sign-ins do not count.',
			},
		],
		default: ['user.created', 'user.updated', 'user.deactivated'],
		description: 'The events that start the workflow. Each event is one item.',
	},
	{
		displayName: 'Watch',
		name: 'watch',
		type: 'options',
		displayOptions: { show: { events: ['user.updated'] } },
		options: [
			{
				name: 'Any Change',
				value: 'any',
				description: 'When anything about a user changed, including password resets and unlocks',
			},
			{
				name: 'Profile Changes',
				value: 'profile',
				description: 'Only when a profile attribute changed',
			},
			{
				name: 'Selected Attributes',
				value: 'selected',
				description: 'Only when one of the selected attributes changed',
			},
		],
		default: 'profile',
		description: 'What counts as an update: the narrower, the fewer runs',
	},
	{
		displayName: 'Attribute Names or IDs',
		name: 'attributes',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getAttributes' },
		required: true,
		displayOptions: { show: { events: ['user.updated'], watch: ['selected'] } },
		default: [],
		description:
			'The attributes to watch. An update starts the workflow only when one of them changed. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	optionsParameter,
];

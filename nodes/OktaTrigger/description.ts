import type { INodeProperties } from 'n8n-workflow';

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
				description: 'Somebody staged, provisioned or deactivated became active',
			},
			{
				name: 'User Created',
				value: 'user.created',
				description: 'Somebody new is in Okta',
			},
			{
				name: 'User Deactivated',
				value: 'user.deactivated',
				description: "Somebody's status became deprovisioned: a leaver",
			},
			{
				name: 'User Deleted',
				value: 'user.deleted',
				description: 'Somebody is gone from Okta for good; found by the sweep, so within Sweep Every',
			},
			{
				name: 'User Suspended',
				value: 'user.suspended',
				description: 'Somebody was suspended',
			},
			{
				name: 'User Unsuspended',
				value: 'user.unsuspended',
				description: 'Somebody suspended came back',
			},
			{
				name: 'User Updated',
				value: 'user.updated',
				description: 'Something in a profile changed, or what Watch says; group membership and sign-ins do not count',
			},
		],
		default: ['user.created', 'user.updated', 'user.deactivated'],
		description: 'What starts the workflow. Every event is an item of its own.',
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
				description: 'Also password resets, unlocks and whatever else touches a user',
			},
			{
				name: 'Profile Changes',
				value: 'profile',
				description: 'Only when some profile attribute changed',
			},
			{
				name: 'Selected Attributes',
				value: 'selected',
				description: 'Only when one of these attributes changed',
			},
		],
		default: 'profile',
		description: 'What counts as an update: the less, the fewer runs',
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
			'The attributes to watch: an update starts the workflow only when one of them changed. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Max People per Poll',
				name: 'maxUsersPerPoll',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description: 'How many people one run gets at most. Further ones come with the next polls.',
			},
			{
				displayName: 'Overlap (Seconds)',
				name: 'overlapSeconds',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 300,
				description:
					"How far each poll looks back behind the newest change it has seen, for changes that Okta's search shows late. Nothing is delivered twice by it.",
			},
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				placeholder: 'e.g. profile.countryCode eq "DE"',
				description: 'An Okta search expression: only people who match are watched. Empty: everybody. Somebody who comes to match later counts as updated.',
			},
			{
				displayName: 'Start With Existing People',
				name: 'startWithExisting',
				type: 'boolean',
				default: false,
				description: 'Whether everybody who is there at activation is delivered once, too',
			},
			{
				displayName: 'Sweep Every (Hours)',
				name: 'sweepHours',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 24,
				description:
					'How often everybody is gone over, in small steps, to find deleted people and anything missed. With 0 that never happens, and User Deleted never comes.',
			},
		],
	},
];

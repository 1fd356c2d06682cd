/** A feature that a gallery template uses although an email client does not support it. */
export interface Accepted {
	feature: string;
	/** Clients that lack it, as `clientsLacking` names them. */
	clients: string[];
	/** What people see there. */
	looks: string;
	/** Why that is good enough. */
	reason: string;
}

/** Every other feature in the gallery works in every client. */
export const ACCEPTED: readonly Accepted[] = [
	{
		feature: 'border-radius',
		clients: ['Outlook (Windows)'],
		looks: 'square corners',
		reason: 'A button or portrait with square corners is as clear as one with round ones.',
	},
	{
		feature: 'object-fit',
		clients: ['Outlook (Windows)', 'Yahoo Mail'],
		looks: 'an image of another shape is stretched',
		reason: 'Images that have the documented shape look the same. All others keep their place and size.',
	},
	{
		feature: 'object-position',
		clients: ['Outlook (Windows)', 'Yahoo Mail'],
		looks: 'an image of another shape is stretched',
		reason: 'It only has a meaning together with `object-fit`.',
	},
];

import { selectBanner, titleOf, type ActiveBanner, type Banner, type CurrentBanner } from '../engine/profile/banner';
import type { Person } from '../engine/profile/person';
import { PersonConditions } from './conditions';
import { ItemError } from './errors';
import type { ParameterReader } from './readParameters';

/** Whether conditions that an expression returned limit who gets a banner. */
const areFilled = (conditions: unknown) => {
	const list = (conditions as { conditions?: unknown } | null | undefined)?.conditions;
	return conditions !== undefined && conditions !== null && (!Array.isArray(list) || list.length > 0);
};

/** The conditions of banners, which say who gets them. */
export class BannerConditions {
	/** By the banner's place; none for banners that are an expression. */
	private readonly all: readonly PersonConditions[];

	/** Whether people may get different banners at the same time. */
	readonly existAnywhere: boolean;

	constructor(parameters: ParameterReader) {
		const stored = parameters.raw('banners.values');
		this.all = Array.isArray(stored) ? stored.map((banner, index) => conditionsOf(parameters, banner, index)) : [];
		this.existAnywhere = this.all.some(({ areEmpty }) => !areEmpty);
	}

	/** Fields that they name. */
	get fields(): string[] {
		return this.all.flatMap(({ fields }) => fields);
	}

	isForEveryone(index: number): boolean {
		return this.all[index]?.areEmpty ?? true;
	}

	/** @throws ItemError that names a banner whose conditions cannot be read */
	assertReadable(banners: readonly Banner[]): void {
		const mistake = this.all.find((conditions) => conditions.mistake !== undefined)?.mistake;
		if (mistake !== undefined) throw mistake;
		const unread = this.all.length > 0 ? -1 : banners.findIndex(({ conditions }) => areFilled(conditions));
		if (unread < 0) return;
		throw new ItemError(`The conditions of the banner ${titleOf(banners[unread], unread)} are an expression`, 'Add the banners in the editor. Inside a condition, you can use expressions.');
	}

	/**
	 * The banner that a person gets.
	 * @throws ItemError that names the banner and the condition, never a value, when a comparison is not possible
	 */
	select(active: readonly ActiveBanner[], person: Person, itemIndex: number): CurrentBanner {
		return selectBanner(active, (index) => this.isForEveryone(index) || this.all[index].match(person, itemIndex));
	}
}

function conditionsOf(parameters: ParameterReader, stored: unknown, index: number): PersonConditions {
	const name = (stored as { name?: unknown } | null)?.name;
	const title = titleOf({ name: typeof name === 'string' && !name.startsWith('=') ? name : '' }, index);
	return new PersonConditions(parameters, { title: `the banner ${title}`, prefix: `banners.values[${index}].`, label: `Banners > ${title} > Conditions` });
}

import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { formatNumber } from '../../okta/formatNumber';
import type { Options } from './parameterSchemas';

/** With fewer people, a large share of changes is not unusual. */
const MIN_PEOPLE = 20;

/** What a run found out about a person's signature; `unknown`: it has an error, so nobody knows whether it would change. */
export type Change = 'changed' | 'unchanged' | 'unknown';

/**
 * Stops a run in which an unusual share of signatures would change, for example because somebody emptied an attribute for
 * everyone. Okta's import safeguard does the same for users.
 *
 * Everyone with a hash counts for the minimum. Whoever is left out keeps the signature of the last push, so it is
 * unchanged. Someone with an error is part of no share: otherwise many errors would hide that everyone else changes.
 */
export class ChangeLimit {
	/** People with a previous hash. */
	private readonly people: Record<Change, number> = { changed: 0, unchanged: 0, unknown: 0 };

	/** People with and without a previous hash. */
	private total = 0;

	/** The strictest of all items, because the option may hold an expression. */
	private maxPercent = 100;

	count(change: Change, { previousHash, maxChangedPercent }: Pick<Options, 'previousHash' | 'maxChangedPercent'>): void {
		this.maxPercent = Math.min(this.maxPercent, maxChangedPercent);
		this.total++;
		if (previousHash !== '') this.people[change]++;
	}

	/** Says that nothing could be compared, because a misspelt expression looks like a first push; '' when there is nothing to say. */
	get hint(): string {
		const { changed, unchanged, unknown } = this.people;
		if (this.total < MIN_PEOPLE || changed + unchanged + unknown > 0) return '';
		return `Previous Hash is empty for all ${formatNumber(this.total)} people, so Max Changed Percent did not apply. That is right for the first push. Otherwise check the expression in 'Previous Hash'.`;
	}

	/** @throws NodeOperationError when more people would change than the option allows */
	check(context: IExecuteFunctions): void {
		const { people: { changed, unchanged, unknown }, maxPercent } = this;
		const compared = changed + unchanged;
		const percent = (changed * 100) / compared;
		if (compared + unknown < MIN_PEOPLE || compared === 0 || percent <= maxPercent) return;
		throw new NodeOperationError(
			context.getNode(),
			`${formatNumber(changed)} of ${formatNumber(compared)} signatures (${percentAbove(maxPercent, percent)} %) differ from the last push. ` +
				(unknown === 0 ? '' : `${formatNumber(unknown)} more ${unknown === 1 ? 'person has' : 'people have'} an error, so their signatures could not be compared. `) +
				`At most ${maxPercent} % may change, so nobody was passed on. Set Max Changed Percent to 100 to allow this.`,
			{ description: 'Check what changed in Okta or in the template. If you want this change, set the option for one run.' },
		);
	}
}

/** Most decimals that are written. */
const MAX_DECIMALS = 9;

/** A percentage, rounded down but still above the limit that it exceeds. */
function percentAbove(limit: number, percent: number): number {
	for (let decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
		const rounded = Math.floor(percent * 10 ** decimals) / 10 ** decimals;
		if (rounded > limit) return rounded;
	}
	return percent;
}

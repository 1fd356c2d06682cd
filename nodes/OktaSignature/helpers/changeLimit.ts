import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { formatNumber } from '../../okta/formatNumber';
import type { Options } from './parameterSchemas';

/** With fewer people, a large share of changes is not unusual. */
const MIN_PEOPLE = 20;

/**
 * Stops a run in which an unusual share of signatures would change, for example because somebody emptied an attribute for
 * everyone. Okta's import safeguard does the same for users.
 */
export class ChangeLimit {
	/** People who have a previous hash. */
	private people = 0;

	private changed = 0;

	/** The strictest of all items, because the option may hold an expression. */
	private maxPercent = 100;

	/** Counts a rendered person. */
	count(changed: boolean, { previousHash, maxChangedPercent }: Pick<Options, 'previousHash' | 'maxChangedPercent'>): void {
		this.maxPercent = Math.min(this.maxPercent, maxChangedPercent);
		if (previousHash === '') return;
		this.people++;
		if (changed) this.changed++;
	}

	/** @throws NodeOperationError when more people would change than the option allows */
	check(context: IExecuteFunctions): void {
		const { people, changed, maxPercent } = this;
		if (people < MIN_PEOPLE || changed * 100 <= maxPercent * people) return;
		const percent = Math.floor((changed * 100) / people);
		throw new NodeOperationError(
			context.getNode(),
			`${formatNumber(changed)} of ${formatNumber(people)} signatures (${percent} %) differ from the last push. ` +
				`At most ${maxPercent} % may change, so nobody was passed on. Set Max Changed Percent to 100 to allow this.`,
			{ description: 'Check what changed in Okta or in the template. If you want this change, set the option for one run.' },
		);
	}
}

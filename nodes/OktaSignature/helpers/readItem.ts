import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../okta/isRecord';
import { bannerAt, BannerDateError, type Banner } from '../engine/profile/banner';
import { dateIn, instantOf } from '../engine/profile/dates';
import { Person, type PersonSettings } from '../engine/profile/person';
import { Phones } from '../engine/profile/phone';
import type { CompiledSignature } from '../engine';
import { ParameterReader } from './readParameters';
import { bannersSchema, optionsSchema, partialsSchema, smartFieldsSchema, type Options } from './parameterSchemas';
import { TemplateChooser, type Extras } from './selectTemplate';

/** What the node's parameters say about one item. */
export interface ItemReading {
	options: Options;
	profile: Record<string, unknown>;
	settings: PersonSettings;
	/** undefined when no rule matches and such people are left out. */
	compiled: CompiledSignature | undefined;
}

/** The profile of an item: its profile field (dots lead inside), or the item itself. */
function profileOf(json: IDataObject, field: string): Record<string, unknown> {
	let value: unknown = json;
	for (const name of field.split('.')) {
		value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}
	return isRecord(value) ? value : json;
}

/** Reads the node's parameters for its items. */
export class ItemReader {
	readonly templates: TemplateChooser;

	readonly parameters: ParameterReader;

	private readonly phones = new Phones();

	/** One instant for the whole execution, also when midnight passes in its middle. */
	private readonly present = Date.now();

	private days = { now: '', banners: undefined as readonly Banner[] | undefined, today: '', banner: undefined as PersonSettings['banner'] };

	constructor(private readonly context: IExecuteFunctions) {
		this.parameters = new ParameterReader(context);
		this.templates = new TemplateChooser(context, this.parameters);
	}

	options(itemIndex: number): Options {
		return this.parameters.read('options', 'Options', itemIndex, optionsSchema);
	}

	/** @throws NodeOperationError that names the parameter which does not make sense, or the template's line and column */
	read(json: IDataObject, itemIndex: number): ItemReading {
		const options = this.options(itemIndex);
		const profile = profileOf(json, options.profileField);
		const settings = this.settings(options, itemIndex);
		const extras = this.extras(options, itemIndex);
		const compiled = this.templates.choose(itemIndex, extras, () => new Person(profile, settings, () => {}));
		return { options, profile, settings, compiled };
	}

	/** What templates are compiled with. */
	extras({ textTemplate }: Options, itemIndex: number): Extras {
		return { textTemplate, partials: this.parameters.read('partials', 'Partials', itemIndex, partialsSchema) };
	}

	settings(options: Options, itemIndex: number): PersonSettings {
		const { phoneRegion, now } = options;
		const smartFields = this.parameters.read('smartFields', 'Smart Fields', itemIndex, smartFieldsSchema);
		const banners = this.parameters.read('banners', 'Banners', itemIndex, bannersSchema);
		// Asking Intl for every item would cost more than rendering.
		if (this.days.now !== now || this.days.banners !== banners) this.days = this.daysOf(now, banners, itemIndex);
		const { today, banner } = this.days;
		return { smartFields, phoneRegion, phones: this.phones, today, banner };
	}

	private daysOf(now: string, banners: readonly Banner[], itemIndex: number) {
		const zone = this.context.getTimezone();
		const instant = now === '' ? this.present : instantOf(now, zone);
		const description = 'Use a date such as 2026-03-01 or 2026-03-01T09:00:00+01:00';
		if (instant === undefined) {
			throw new NodeOperationError(this.context.getNode(), "The option 'Now' is not a date", { itemIndex, description });
		}
		try {
			return { now, banners, today: dateIn(zone, instant), banner: bannerAt(banners, instant, zone) };
		} catch (error) {
			if (!(error instanceof BannerDateError)) throw new NodeOperationError(this.context.getNode(), error as Error, { itemIndex });
			throw new NodeOperationError(this.context.getNode(), error.message, { itemIndex, description });
		}
	}
}

import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../okta/isRecord';
import type { CompiledSignature, CompileInput } from '../engine';
import { bannerAt, BannerDateError, type Banner } from '../engine/profile/banner';
import { dateIn, instantOf } from '../engine/profile/dates';
import { Person, type PersonSettings } from '../engine/profile/person';
import { Phones } from '../engine/profile/phone';
import { bannersSchema, optionsSchema, partialsSchema, smartFieldsSchema, type Options } from './parameterSchemas';
import { ParameterReader } from './readParameters';
import { TemplateSelector } from './selectTemplate';
import { findSmartFieldMistakes, type SmartFieldMistakes } from './smartFieldMistakes';

/** An item's profile and what the node's parameters say about it. */
export interface ItemInput {
	options: Options;
	profile: Record<string, unknown>;
	settings: PersonSettings;
	/** undefined when no rule matches and the node skips such people. */
	compiled: CompiledSignature | undefined;
}

/** What depends on the option Now and on the banners. */
interface DatedSettings {
	now: string;
	banners: readonly Banner[] | undefined;
	today: string;
	banner: PersonSettings['banner'];
}

/** The profile of an item: the object under its profile field (a path with dots), otherwise the item itself. */
function profileOf(json: IDataObject, field: string): Record<string, unknown> {
	let value: unknown = json;
	for (const name of field.split('.')) {
		value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}
	return isRecord(value) ? value : json;
}

/** Reads items and the node's parameters for them. */
export class ItemReader {
	readonly templates: TemplateSelector;

	readonly parameters: ParameterReader;

	private readonly phones = new Phones();

	/** The same time for the whole execution, even when it runs past midnight. */
	private readonly startedAt = Date.now();

	/** What is wrong with the smart fields, found when they are read for the first time. */
	private smartFieldMistakes: SmartFieldMistakes | undefined;

	private dated: DatedSettings = { now: '', banners: undefined, today: '', banner: undefined };

	constructor(private readonly context: IExecuteFunctions) {
		this.parameters = new ParameterReader(context);
		this.templates = new TemplateSelector(context, this.parameters);
	}

	options(itemIndex: number): Options {
		return this.parameters.read('options', 'Options', itemIndex, optionsSchema);
	}

	/** @throws NodeOperationError that names the invalid parameter, or the template's line and column */
	read(json: IDataObject, itemIndex: number): ItemInput {
		const options = this.options(itemIndex);
		const profile = profileOf(json, options.profileField);
		const settings = this.settings(options, itemIndex);
		const compiled = this.templates.select(
			itemIndex,
			this.compileInput(options, itemIndex),
			() => new Person(profile, settings, () => {}),
		);
		return { options, profile, settings, compiled };
	}

	compileInput({ textTemplate }: Options, itemIndex: number): CompileInput {
		return { textTemplate, partials: this.parameters.read('partials', 'Partials', itemIndex, partialsSchema) };
	}

	settings({ phoneRegion, now }: Options, itemIndex: number): PersonSettings {
		const smartFields = this.smartFields(itemIndex);
		const banners = this.parameters.read('banners', 'Banners', itemIndex, bannersSchema);
		// Formatting a date for every item would cost more than rendering it.
		if (this.dated.now !== now || this.dated.banners !== banners) this.dated = this.datedSettings(now, banners, itemIndex);
		const { today, banner } = this.dated;
		return { smartFields, phoneRegion, phones: this.phones, today, banner };
	}

	/** Sentences about smart fields that are probably mistyped. */
	get smartFieldHints(): readonly string[] {
		return (this.smartFieldMistakes ??= findSmartFieldMistakes(this.parameters.raw(''))).hints;
	}

	private smartFields(itemIndex: number): PersonSettings['smartFields'] {
		const smartFields = this.parameters.read('smartFields', 'Smart Fields', itemIndex, smartFieldsSchema);
		this.smartFieldMistakes ??= findSmartFieldMistakes(this.parameters.raw(''));
		const { refused } = this.smartFieldMistakes;
		if (refused === undefined) return smartFields;
		throw new NodeOperationError(this.context.getNode(), refused.message, { itemIndex, description: refused.resolution });
	}

	private datedSettings(now: string, banners: readonly Banner[], itemIndex: number): DatedSettings {
		const zone = this.context.getTimezone();
		const instant = now === '' ? this.startedAt : instantOf(now, zone);
		const description = 'Enter a date such as 2026-03-01 or 2026-03-01T09:00:00+01:00.';
		if (instant === undefined) {
			throw new NodeOperationError(this.context.getNode(), "Option 'Now' is not a date", { itemIndex, description });
		}
		try {
			return { now, banners, today: dateIn(zone, instant), banner: bannerAt(banners, instant, zone) };
		} catch (error) {
			if (!(error instanceof BannerDateError)) throw new NodeOperationError(this.context.getNode(), error as Error, { itemIndex });
			throw new NodeOperationError(this.context.getNode(), error.message, { itemIndex, description });
		}
	}
}

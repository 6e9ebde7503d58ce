import { AppManifestUtils, TeamsManifestConverter } from '@microsoft/app-manifest';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { buildTeamsPackage } from '../../src/teams-package/build-package.ts';
import { packageSettings } from '../../src/teams-package/settings.ts';
import { commandFinder } from '../../src/understanding/commands.ts';
import { PackCopy, SHIPPED } from '../content/pack-copy.ts';
import { networkNamesIn, otherNetworkPack } from '../support/other-network.ts';
import { pngOf, unzipped } from './unpack.ts';

const BOT = '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d';
const settings = { botId: BOT, publicUrl: 'https://assistant.example.org', contentDir: SHIPPED };
const content = loadContent(SHIPPED);

async function filesOf(pack = content): Promise<Record<string, Buffer>> {
  return unzipped((await buildTeamsPackage(pack, settings, '1.2.3')).zip);
}

function fileIn(files: Record<string, Buffer>, name: string): Buffer {
  return files[name] ?? expect.fail(`${name} is not in the package`);
}

describe('The app for Teams', () => {
  test('holds a manifest, the texts of each language and two icons, and nothing else', async () => {
    expect(Object.keys(await filesOf()).sort()).toEqual([
      'color.png',
      'de.json',
      'en.json',
      'es.json',
      'fr.json',
      'it.json',
      'manifest.json',
      'nl.json',
      'outline.png',
      'pl.json',
    ]);
  });

  test('has a valid manifest, with the bot and the address of the settings', async () => {
    const json = fileIn(await filesOf(), 'manifest.json').toString();
    const manifest = TeamsManifestConverter.jsonToManifest(json);
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
    expect(JSON.parse(json)).toMatchObject({
      version: '1.2.3',
      id: BOT,
      developer: {
        name: textsOf(content, 'en').network.name,
        websiteUrl: 'https://assistant.example.org/',
        privacyUrl: 'https://assistant.example.org/privacy',
        termsOfUseUrl: 'https://assistant.example.org/privacy#use',
      },
      bots: [{ botId: BOT, scopes: ['personal', 'team', 'groupChat'] }],
      validDomains: ['assistant.example.org'],
    });
  });

  test('offers only commands that the assistant knows, in each scope', async () => {
    const manifest = JSON.parse(fileIn(await filesOf(), 'manifest.json').toString());
    const find = commandFinder(textsOf(content, DEFAULT_LANGUAGE).commands);
    const lists: { scopes: string[]; commands: { title: string }[] }[] = manifest.bots[0].commandLists;
    expect(lists.map(({ scopes }) => scopes)).toEqual([['personal'], ['team'], ['groupChat']]);
    for (const { title } of lists.flatMap(({ commands }) => commands))
      expect(find(title), title).toBeTruthy();
  });

  test('has the same texts in its language file as in its manifest', async () => {
    const files = await filesOf();
    const manifest = JSON.parse(fileIn(files, 'manifest.json').toString());
    const texts = JSON.parse(fileIn(files, 'en.json').toString());
    expect(texts['name.short']).toBe(manifest.name.short);
    expect(texts['description.full']).toBe(manifest.description.full);
    expect(texts['bots[0].commandLists[1].commands[0].title']).toBe(
      manifest.bots[0].commandLists[1].commands[0].title,
    );
  });

  test('has a colour icon of 192 pixels and a transparent white outline icon of 32', async () => {
    const files = await filesOf();
    const color = pngOf(fileIn(files, 'color.png'));
    const outline = pngOf(fileIn(files, 'outline.png'));
    expect([color.width, color.height, outline.width, outline.height]).toEqual([192, 192, 32, 32]);
    const pixels = Array.from({ length: 32 * 32 }, (_, at) => [...outline.data.subarray(4 * at, 4 * at + 4)]);
    expect(
      pixels.filter(([r, g, b, opacity]) => opacity !== 0 && (r ?? 0) + (g ?? 0) + (b ?? 0) < 765),
    ).toEqual([]);
    expect(pixels.some(([, , , opacity]) => opacity === 0)).toBe(true);
    expect(pixels.some(([, , , opacity]) => opacity === 255)).toBe(true);
  });

  test('is identical to the byte when it is built again', async () => {
    const [first, second] = [
      await buildTeamsPackage(content, settings, '1.2.3'),
      await buildTeamsPackage(content, settings, '1.2.3'),
    ];
    expect(first.zip.equals(second.zip)).toBe(true);
  });

  test('holds the texts of every language of the pack', async () => {
    const pack = new PackCopy();
    pack.copy('en', 'fr');
    pack.change('fr/teams.yaml', 'Takes you step by step to a working CPMS account.', 'Pas à pas vers CPMS.');
    const files = await filesOf(loadContent(pack.folder));
    expect(JSON.parse(fileIn(files, 'manifest.json').toString()).localizationInfo).toEqual({
      defaultLanguageTag: 'en',
      defaultLanguageFile: 'en.json',
      additionalLanguages: [{ languageTag: 'fr', file: 'fr.json' }],
    });
    expect(JSON.parse(fileIn(files, 'fr.json').toString())['description.short']).toBe('Pas à pas vers CPMS.');
  });

  test('names the network of the pack and no other', async () => {
    const { folder, remove } = otherNetworkPack();
    onTestFinished(remove);
    const files = await filesOf(loadContent(folder));
    const texts = `${fileIn(files, 'manifest.json')}${fileIn(files, 'en.json')}`;
    expect(texts).toContain('AURORA');
    expect(networkNamesIn(texts, content)).toEqual([]);
  });
});

describe('The app is refused', () => {
  test.each([
    ['name.short', '{network} CPMS access', 'A name that is longer than Teams would show'],
    ['description.short', 'Takes you step by step', `Takes you ${'step by step '.repeat(8)}`],
  ])('where %s is too long, in the manifest and in its language', async (_, from, to) => {
    const pack = new PackCopy();
    pack.change('en/teams.yaml', from, to);
    const making = buildTeamsPackage(loadContent(pack.folder), settings, '1.2.3');
    await expect(making).rejects.toThrow(
      /manifest\.json: \/(name|description)\/short must NOT have more than/,
    );
    await expect(making).rejects.toThrow(/en\.json: \S+short must NOT have more than/);
  });

  test('where its bot has no id', async () => {
    const making = buildTeamsPackage(content, { ...settings, botId: 'bot' }, '1.2.3');
    await expect(making).rejects.toThrow(/manifest\.json: \/id must match pattern/);
  });
});

describe('The settings of the app', () => {
  test('that are missing are all named, with their meaning and an example', () => {
    expect(() => packageSettings({ BOT_ID: ' ' })).toThrow(
      /^BOT_ID \(.+\) must be set for the app for Teams\. Example: BOT_ID=.+\nPUBLIC_URL \(.+\) must be set .+ Example: PUBLIC_URL=https/,
    );
  });

  test('are refused for the same reasons as at the start', () => {
    expect(() => packageSettings({ BOT_ID: 'bot', PUBLIC_URL: 'http://assistant.example.org' })).toThrow(
      /BOT_ID .* must be an id such as .*\nPUBLIC_URL .* must begin with https/,
    );
  });

  test('suffice without those that only the running assistant needs', () => {
    expect(packageSettings({ BOT_ID: BOT, PUBLIC_URL: 'https://assistant.example.org' })).toEqual({
      botId: BOT,
      publicUrl: 'https://assistant.example.org',
      contentDir: 'data',
    });
  });
});

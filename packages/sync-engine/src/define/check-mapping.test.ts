import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import {
  able,
  capabilities,
  clients,
  companyModel,
  erpPeople,
  mistakesOf,
  peopleModel,
} from '../testing/sample-model.ts';
import { byStream } from './authority-rules.ts';
import type { AuthorityDefinition } from './define-authority.ts';

type Case = readonly [what: string, definitions: readonly AuthorityDefinition[], mistake: string];

const samePart = {
  ...erpPeople,
  mappings: erpPeople.mappings.map((mapping) => ({ ...mapping, stream: clients.stream })),
};

describe('a mapping is refused', () => {
  it.each<Case>([
    [
      'of another collection',
      [companyModel({ mapping: { collection: 'firms' } })],
      'it is a mapping of firms',
    ],
    [
      'that maps nothing',
      [
        {
          ...companyModel({ mapping: { fields: {}, matchBy: [], commands: [], createInStream: false } }),
          authority: {},
        },
      ],
      'it maps no field',
    ],
    [
      'whose whole records have a parent',
      [companyModel(), peopleModel({ mapping: { stream: 'erp.people', partPrefix: '' } })],
      'only a part has a parent',
    ],
    [
      'whose parent is no reference',
      [companyModel(), peopleModel({ mapping: { parent: 'email' } })],
      "field email: the parent must be a column of kind 'reference'",
    ],
    [
      'whose parent is not mapped',
      [companyModel(), peopleModel({ mapping: { stream: 'erp.people' } })],
      'field company: the whole records of the stream are not mapped to companies',
    ],
    ['that matches everything', [companyModel({ mapping: { matchBy: [[]] } })], 'a set of matchBy is empty'],
    [
      'that matches by what it does not map',
      [companyModel({ mapping: { matchBy: [['owner']] } })],
      'field owner: matchBy names it, but it is not mapped',
    ],
    [
      'that matches by what it never reads',
      [
        companyModel({
          mapping: {
            fields: { ...clients.fields, name: { remote: 'name', codec: text(), direction: 'out' } },
          },
        }),
      ],
      'field name: matchBy names it, but it is never read',
    ],
    [
      'with a constant for no column',
      [companyModel({ mapping: { constants: { owner: 'acme', region: 'VD' } } })],
      'field region: a constant is given, but there is no such column',
    ],
    [
      'with a constant for a mapped column',
      [companyModel({ mapping: { constants: { owner: 'acme', name: 'Acme' } } })],
      'field name: it is mapped and has a constant',
    ],
    [
      'with a constant that the column does not hold',
      [companyModel({ mapping: { constants: { owner: 7 } } })],
      'field owner: its constant 7 is no value of it',
    ],
    ['that creates without a key slot', [able({ keySlot: false })], 'createInStream needs a keySlot'],
    [
      'that would create empty records',
      [
        companyModel({
          mapping: {
            fields: { ...clients.fields, name: { remote: 'name', codec: text(), direction: 'in' } },
          },
          authority: { name: byStream('ninja.clients') },
        }),
      ],
      'createInStream would create records without any field',
    ],
    [
      'that creates by a column that is not there',
      [companyModel({ mapping: { createInStream: { when: { country: ['CH'] } } } })],
      'field country: createInStream asks for it',
    ],
    [
      'that creates by a value that is not there',
      [companyModel({ mapping: { createInStream: { when: { state: ['drafft'] } } } })],
      'field state: createInStream: "drafft" is no value of it',
    ],
    [
      'that removes where nothing can be removed',
      [able({ deletes: 'none', restorable: false })],
      "onDelete is 'remove', but the stream cannot delete",
    ],
    ['that restores what is gone', [able({ deletes: 'hard' })], 'only what was deleted softly is restorable'],
    ['that looks ahead', [able({ overlap: -1 })], 'overlap must be a number of milliseconds from 0'],
    ['whose requests never end', [able({ longestRequest: 0 })], 'longestRequest must be a number'],
    [
      'whose parts are mapped twice',
      [companyModel(), samePart],
      'stream ninja.clients is mapped to companies and to people by the same parts ("", "")',
    ],
    [
      'whose stream can do something else elsewhere',
      [companyModel(), peopleModel({ mapping: { capabilities: { ...capabilities, cas: true } } })],
      'stream ninja.clients is mapped to companies and to people with different capabilities',
    ],
    [
      'whose collection has the stream already',
      [{ ...companyModel(), mappings: [clients, clients] }],
      'a collection takes a stream once',
    ],
  ])('%s', (_what, definitions, mistake) => {
    expect(mistakesOf(definitions)).toEqual([expect.stringContaining(mistake)]);
  });
});

describe('a command is refused', () => {
  const [send] = clients.commands;
  const asking = (change: object, authority = {}): readonly AuthorityDefinition[] => [
    companyModel({ mapping: { commands: send ? [{ ...send, ...change }] : [] }, authority }),
  ];
  it.each<Case>([
    ['of a field that is not mapped', asking({ field: 'owner' }), 'asked for by a field that is not mapped'],
    [
      'of a field that others decide',
      asking({ field: 'name', from: ['a'], to: 'b' }),
      "field name: command send needs a field that its own stream decides; set the authority to byStream('ninja.clients')",
    ],
    ['that starts from nothing', asking({ from: [] }), 'starts from no value'],
    ['that leads to no state', asking({ to: 'sennt' }), '"sennt" is no value of it'],
  ])('%s', (_what, definitions, mistake) => {
    expect(mistakesOf(definitions)).toEqual([expect.stringContaining(mistake)]);
  });
});

export * from './codec.ts';
export * from './effect.ts';
export * from './finding.ts';
export * from './link.ts';
export * from './model.ts';
export * from './ports.ts';
export * from './record.ts';
export * from './value.ts';

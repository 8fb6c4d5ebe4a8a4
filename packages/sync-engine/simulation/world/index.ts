export { normalForms } from './normal-forms.ts';
export { createWorld, type World, type WorldOptions } from './world.ts';

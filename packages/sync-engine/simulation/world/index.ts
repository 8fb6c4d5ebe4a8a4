export { createWorld, type World } from './world.ts';

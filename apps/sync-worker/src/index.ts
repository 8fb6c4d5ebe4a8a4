export {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  type StartEmbeddedPostgresOptions,
} from './store/embedded/start-embedded-postgres.ts';

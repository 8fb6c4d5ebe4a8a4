export { fileTokenStore, type FileTokenStoreOptions } from '@unified-sync/http-client/node';
export {
  generateCertificate,
  type GenerateCertificateOptions,
  type GeneratedCertificate,
} from './generate-certificate.ts';

export {
  createInvoiceNinjaServer,
  type InvoiceNinjaServer,
  type InvoiceNinjaServerOptions,
} from './invoice-ninja-server.ts';

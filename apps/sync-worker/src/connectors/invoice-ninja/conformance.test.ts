import { connectorConformance } from '../testing/conformance.ts';
import { ninjaHarness } from './testing/ninja-harness.ts';

connectorConformance('clients', () => ninjaHarness('clients'));
connectorConformance('products', () => ninjaHarness('products'));
connectorConformance('quotes', () => ninjaHarness('quotes'));
connectorConformance('invoices', () => ninjaHarness('invoices'));
connectorConformance('payments', () => ninjaHarness('payments'));
connectorConformance('expenses', () => ninjaHarness('expenses'));

import { encodeId } from '../ids.ts';
import { newCompany, type Company, type CompanyOptions, type Principal } from './company.ts';

/** What a further token may do. */
export interface TokenOptions {
  /** What the caller sends as `X-API-TOKEN`. */
  token: string;
  /** @default the first company */
  company?: Company;
  /** True: the token may do everything. @default false */
  isAdmin?: boolean;
  /** Rights such as `view_client`, `create_invoice`, `edit_all`. @default none */
  permissions?: readonly string[];
  /** @default 'active' */
  state?: Principal['state'];
}

/** The companies of an installation and the tokens that open them. */
export interface Access {
  readonly companies: ReadonlyMap<number, Company>;
  /** Adds a company with a token that may do everything in it. */
  readonly addCompany: (options: CompanyOptions & { token: string }) => Company;
  /** Adds a token of a further user. Gives the user's id. */
  readonly addToken: (options: TokenOptions) => string;
  /** Makes a token invalid, as its owner can at any time. */
  readonly revokeToken: (token: string) => void;
  readonly principal: (token: string) => Principal | undefined;
}

export function createAccess(now: () => number): Access {
  const companies = new Map<number, Company>();
  const principals = new Map<string, Principal>();
  let users = 0;

  const addToken = ({
    token,
    company = companies.get(1),
    isAdmin = false,
    permissions = [],
    state = 'active',
  }: TokenOptions): string => {
    if (company === undefined) throw new Error('A token needs a company.');
    const userId = encodeId((users += 1));
    principals.set(token, { company, userId, isAdmin, permissions: new Set(permissions), state });
    return userId;
  };
  return {
    companies,
    addToken,
    addCompany({ token, ...options }) {
      const company = newCompany(companies.size + 1, Math.floor(now() / 1000), options);
      companies.set(company.key, company);
      addToken({ token, company, isAdmin: true });
      return company;
    },
    revokeToken(token) {
      principals.delete(token);
    },
    principal: (token) => principals.get(token),
  };
}

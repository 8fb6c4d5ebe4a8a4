/** Whether a PostgreSQL client can take an address apart: a password with `#`, `/` or `%` in it as it is cannot be. */
export const isDatabaseUrl = (text: string): boolean => {
  if (!/^postgres(?:ql)?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false;
  const { username, password, pathname } = new URL(text);
  return [username, password, pathname].every(canDecode);
};

/** Whether a Redis client can take an address apart; its path is the number of a database. */
export const isRedisUrl = (text: string): boolean => {
  if (!/^rediss?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false;
  const { username, password, pathname, hostname } = new URL(text);
  return hostname !== '' && /^\/?\d{0,4}$/.test(pathname) && [username, password].every(canDecode);
};

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** What every engine has beside ECMAScript itself, and shared/ may therefore use. */
declare function structuredClone<T>(value: T): T

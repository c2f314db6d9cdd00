/** Lets a number of calls through and fails all later ones, as a background that is killed does. */
export class Cutter {
  #left: number;

  constructor(allowed: number) {
    this.#left = allowed;
  }

  one<Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      if (this.#left-- <= 0) throw new Error('killed');
      return call(...args);
    };
  }

  each<Target extends object>(target: Target): Target {
    return new Proxy(target, {
      get: (_target, name) => {
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? this.one(value.bind(target)) : value;
      },
    });
  }
}

/**
 * The part of a browser's XMLHttpRequest that `botframework-directlinejs` uses, on Node's own fetch, so that the tests run
 * the published client unchanged.
 */
export class FetchXmlHttpRequest {
  onreadystatechange: ((event: object) => void) | undefined;
  ontimeout: ((event: object) => void) | undefined;
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseType = 'json';
  timeout = 0;
  #method = 'GET';
  #url = '';
  readonly #headers = new Headers();
  readonly #abort = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(): null {
    return null;
  }

  send(body?: string): void {
    const request = { method: this.#method, headers: this.#headers, signal: this.#abort.signal };
    fetch(this.#url, body === undefined ? request : { ...request, body })
      .then(async (response) => {
        this.response = await response.json();
        this.status = response.status;
      })
      .catch(() => {})
      .finally(() => {
        this.readyState = 4;
        if (!this.#abort.signal.aborted) this.onreadystatechange?.({});
      });
  }

  abort(): void {
    this.#abort.abort();
  }
}

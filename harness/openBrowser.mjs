// The real Chromium that comes in a package, for the scripts that look at reports.
process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
const { default: chromium } = await import('@sparticuz/chromium')
const { chromium: playwright } = await import('playwright-core')

export async function openBrowser() {
  // One process for everything is the package's default for cloud functions; it dies with the first page that closes.
  const args = chromium.args.filter((argument) => argument !== '--single-process' && argument !== '--no-zygote')
  return playwright.launch({ args, executablePath: await chromium.executablePath(), headless: true })
}

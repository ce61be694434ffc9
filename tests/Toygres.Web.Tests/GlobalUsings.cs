global using Duroxide;
global using Duroxide.Dashboard.Tests;
global using Microsoft.Playwright;
global using static Microsoft.Playwright.Assertions;
global using Toygres.Orchestrations;

global using Duroxide.Core;
global using Duroxide.Providers;

global using System.CommandLine;
global using Duroxide.Core;
global using Duroxide.Providers;
